//! How the program is linked.
//!
//! Invariant: decides about addresses alone; nothing is made, found or downloaded here.

use std::env;

/// With glibc the program is placed at a fixed address: thousands of addresses in its tables then
/// stand there already and need not be filled in at every start. Its stack, heap and libraries still
/// lie at random addresses.
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("OS") == "linux" && target("ENV") == "gnu" && !is_static {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
