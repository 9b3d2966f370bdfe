//! The text of a file in memory: a string, or pages that a large file was read into.
//!
//! Invariant: valid UTF-8, and never changed once it is a text.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Text that is as cheap to clone as it is to borrow.
#[derive(Clone)]
pub struct Content(Home);

#[derive(Clone)]
enum Home {
    Text(Arc<String>),
    Pages(Arc<Pages>),
}

impl Content {
    /// The text in `pages`.
    ///
    /// # Safety
    /// All bytes are UTF-8.
    #[expect(unsafe_code, reason = "whoever reads a file checks it piece by piece in the cache")]
    pub(crate) unsafe fn unchecked(pages: Arc<Pages>) -> Content {
        debug_assert!(std::str::from_utf8(&pages).is_ok(), "checked by the caller");
        Content(Home::Pages(pages))
    }
}

impl Default for Content {
    fn default() -> Self {
        Content(Home::Text(Arc::default()))
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Content(Home::Text(Arc::new(text)))
    }
}

impl Deref for Content {
    type Target = str;

    #[expect(unsafe_code, reason = "checking again would cost as much as the rest of reading")]
    fn deref(&self) -> &str {
        match &self.0 {
            Home::Text(text) => text,
            // SAFETY: `unchecked` was promised UTF-8, and nothing changes pages behind an `Arc`.
            Home::Pages(pages) => unsafe { std::str::from_utf8_unchecked(pages) },
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Content").field(&self.len()).finish()
    }
}

/// Zeroed memory of a given length, in pages as large as the system has them: a file of some
/// hundred megabytes then costs hundreds of page faults, not a hundred thousand.
#[derive(Debug)]
pub struct Pages {
    memory: Memory,
    length: usize,
}

#[derive(Debug)]
enum Memory {
    Heap(Vec<u8>),
    Mapped(memmap2::MmapMut),
    File(FileMap),
}

/// The pages of a file; what keeps it as it is ends before they go.
struct FileMap {
    _keeper: Box<dyn Send + Sync>,
    map: memmap2::Mmap,
}

impl fmt::Debug for FileMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.map.fmt(f)
    }
}

impl Pages {
    /// Smaller texts stay on the heap.
    const LARGE: usize = 1 << 21;

    /// Memory for `length` bytes; `None`: there is not so much.
    pub fn zeroed(length: usize) -> Option<Pages> {
        if length >= Self::LARGE {
            let mapped = memmap2::MmapMut::map_anon(length).ok()?;
            #[cfg(target_os = "linux")]
            let _ = mapped.advise(memmap2::Advice::HugePage); // refused, it is merely slower
            return Some(Pages { memory: Memory::Mapped(mapped), length });
        }
        let mut memory = Vec::new();
        memory.try_reserve_exact(length).ok()?;
        memory.resize(length, 0);
        Some(Pages { memory: Memory::Heap(memory), length })
    }

    /// The same, for a text of which little will be there: what is not written takes no memory.
    pub fn sparse(length: usize) -> Option<Pages> {
        if length < Self::LARGE {
            return Some(Pages::from(vec![0; length])); // comes zeroed, untouched
        }
        let mapped = memmap2::MmapOptions::new().len(length).no_reserve_swap().map_anon().ok()?;
        #[cfg(target_os = "linux")]
        let _ = mapped.advise(memmap2::Advice::NoHugePage); // refused, it merely takes more
        Some(Pages { memory: Memory::Mapped(mapped), length })
    }

    /// The pages of a file that does not change before `keeper` is dropped.
    pub fn of_file(map: memmap2::Mmap, keeper: Box<dyn Send + Sync>) -> Pages {
        Pages { length: map.len(), memory: Memory::File(FileMap { _keeper: keeper, map }) }
    }

    /// The bytes as a vector.
    pub fn into_vec(self) -> Vec<u8> {
        match self.memory {
            Memory::Heap(memory) => memory,
            Memory::Mapped(_) | Memory::File(_) => self.to_vec(),
        }
    }
}

impl From<Vec<u8>> for Pages {
    fn from(memory: Vec<u8>) -> Self {
        Pages { length: memory.len(), memory: Memory::Heap(memory) }
    }
}

impl Deref for Pages {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.memory {
            Memory::Heap(memory) => &memory[..self.length],
            Memory::Mapped(memory) => &memory[..self.length],
            Memory::File(file) => &file.map[..self.length],
        }
    }
}

impl DerefMut for Pages {
    /// Pages of a file are copied first.
    fn deref_mut(&mut self) -> &mut [u8] {
        if let Memory::File(file) = &self.memory {
            self.memory = Memory::Heap(file.map.to_vec());
        }
        match &mut self.memory {
            Memory::File(_) => &mut [],
            Memory::Heap(memory) => &mut memory[..self.length],
            Memory::Mapped(memory) => &mut memory[..self.length],
        }
    }
}
