#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#else
    private import Darwin
#endif

/// Runs another program and takes what it writes. By hand: FoundationEssentials has no `Process`.
enum ChildProcess {
    /// - Parameters:
    ///   - arguments: the program's name, looked for in PATH, and what it is given; no shell reads them.
    ///   - environment: variables it has beside ours.
    ///   - input: what it reads, at most 60,000 bytes, which a pipe holds.
    /// - Returns: standard output and the exit status; nil where there is no such program.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
    ) -> (output: [UInt8], status: Int32)? {
        precondition(input.count <= 60_000, "more would not fit the pipe")
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0 else { return nil }
        guard pipe(&fromChild) == 0 else {
            close(toChild[0])
            close(toChild[1])
            return nil
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        for end in toChild + fromChild { posix_spawn_file_actions_addclose(&actions, end) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var variables = variables(and: environment)
        defer { for variable in variables { free(variable) } }
        var child = pid_t()
        let failed = posix_spawnp(&child, arguments[0], &actions, nil, &words, &variables)
        close(toChild[0])
        close(fromChild[1])
        defer { close(fromChild[0]) }
        _ = input.withUnsafeBytes { write(toChild[1], $0.baseAddress, $0.count) }
        close(toChild[1])
        guard failed == 0 else { return nil }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(fromChild[0], &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            output += buffer[..<count]
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let ended = status & 0x7F == 0
        return (output, ended ? status >> 8 & 0xFF : 128)
    }

    /// Our environment with some variables set.
    private static func variables(and more: [String: String]) -> [UnsafeMutablePointer<CChar>?] {
        var all: [UnsafeMutablePointer<CChar>?] = []
        var next = environ
        while let variable = next.pointee {
            let name = String(cString: variable).prefix { $0 != "=" }
            if more[String(name)] == nil { all.append(strdup(variable)) }
            next += 1
        }
        for (name, value) in more { all.append(strdup("\(name)=\(value)")) }
        return all + [nil]
    }
}
