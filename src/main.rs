//! The `annals` program: hands its arguments on and returns the exit code.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    command::main()
}
