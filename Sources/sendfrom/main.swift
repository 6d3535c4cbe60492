import SendFromCLI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

// A closed pipe is an exit status, not a signal; an interruption ends at once.
signal(SIGPIPE, SIG_IGN)
signal(SIGINT) { _ in _exit(CommandStatus.interrupted.rawValue) }
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), console: .standard()).rawValue)
