//! Parts of an output that several threads make, written in their order.
//!
//! Invariant: the bytes do not depend on the number of threads; no more than a few parts wait.

use std::io;
use std::sync::mpsc;

use crate::read::chunks::cores;

/// Makes each part and writes it.
pub(super) fn write<B: Sync>(
    blocks: &[B],
    make: &(dyn Fn(&B) -> io::Result<Vec<u8>> + Sync),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if let [block] = blocks {
        return out.write_all(&make(block)?);
    }
    let threads = cores().min(blocks.len());
    std::thread::scope(|scope| {
        let start = |worker: usize| {
            let (send, receive) = mpsc::sync_channel(2);
            scope.spawn(move || {
                for block in blocks.iter().skip(worker).step_by(threads) {
                    if send.send(make(block)).is_err() {
                        break; // the output cannot be written
                    }
                }
            });
            receive
        };
        let made: Vec<_> = (0..threads).map(start).collect();
        for n in 0..blocks.len() {
            let block = made[n % threads].recv().map_err(io::Error::other)?;
            out.write_all(&block?)?;
        }
        Ok(())
    })
}
