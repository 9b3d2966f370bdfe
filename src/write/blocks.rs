//! Parts of an output that several threads make, written in their order.
//!
//! Invariant: the bytes do not depend on the number of threads; no more than a few parts wait.

use std::io;
use std::sync::mpsc;

use crate::cores;

/// Makes each part, in an empty vector whose memory it may use, and writes it.
pub(super) fn write<B: Sync>(
    blocks: &[B],
    make: &(impl Fn(&B, Vec<u8>) -> io::Result<Vec<u8>> + Sync),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if let [block] = blocks {
        return out.write_all(&make(block, Vec::new())?);
    }
    let threads = cores::count().min(blocks.len());
    std::thread::scope(|scope| {
        let start = |worker: usize| {
            let (send, receive) = mpsc::sync_channel(2);
            let (give_back, back) = mpsc::channel();
            scope.spawn(move || {
                for block in blocks.iter().skip(worker).step_by(threads) {
                    let mut memory: Vec<u8> = back.try_recv().unwrap_or_default();
                    memory.clear();
                    if send.send(make(block, memory)).is_err() {
                        break; // the output cannot be written
                    }
                }
            });
            (receive, give_back)
        };
        let made: Vec<_> = (0..threads).map(start).collect();
        for n in 0..blocks.len() {
            let (receive, give_back) = &made[n % threads];
            let block = receive.recv().map_err(io::Error::other)??;
            out.write_all(&block)?;
            let _ = give_back.send(block); // its memory serves again, if there is more to do
        }
        Ok(())
    })
}
