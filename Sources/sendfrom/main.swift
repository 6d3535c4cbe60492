import SendFromCLI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

// A closed pipe is an exit status, not a signal; an interruption ends at once, but for a write that is going on.
signal(SIGPIPE, SIG_IGN)
// So is a file that may not grow any more.
signal(SIGXFSZ, SIG_IGN)
CommandLineTool.endOnInterruption()
exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), console: .standard()).rawValue)
