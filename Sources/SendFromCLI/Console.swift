internal import SendFromKit
internal import TenantConfig

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Darwin)
    private import Darwin
#endif

/// Where a command's output goes: data to `out`, diagnostics and progress to `error`. Tests give it buffers.
public final class Console {
    public let out: Output
    public let error: Output
    /// A variable of the environment.
    let environment: (String) -> String?

    /// - Parameter environment: in place of the process's variables.
    public init(out: Output, error: Output, environment: ((String) -> String?)? = nil) {
        self.out = out
        self.error = error
        self.environment = environment ?? { getenv($0).map { String(cString: $0) } }
    }

    /// The day it is, UTC, as `YYYY-MM-DD`.
    static var today: String { CalendarDate.text(days: Int(time(nil)) / 86_400) }

    /// The process's own streams.
    public static func standard() -> Console { Console(out: .descriptor(1), error: .descriptor(2)) }

    /// A stream of bytes, buffered in whole pieces as they are written.
    public final class Output {
        private let descriptor: Int32?
        /// What was written and not yet handed on; everything, for an output in memory.
        public private(set) var bytes: [UInt8] = []

        private init(descriptor: Int32?) { self.descriptor = descriptor }

        public static func descriptor(_ number: Int32) -> Output { Output(descriptor: number) }
        public static func memory() -> Output { Output(descriptor: nil) }

        public var text: String { String(decoding: bytes, as: UTF8.self) }

        /// Whether a person reads along.
        var isTerminal: Bool { descriptor.map { isatty($0) == 1 } ?? false }

        func write(_ text: String) throws {
            var text = text
            try text.withUTF8(write)
        }

        func write(_ more: UnsafeBufferPointer<UInt8>) throws {
            // Much at once goes out as it is, without a copy.
            if let descriptor, bytes.isEmpty, more.count >= Self.pieceSize {
                return try DescriptorOutput.write(more, to: descriptor)
            }
            bytes.append(contentsOf: more)
            if bytes.count >= Self.pieceSize { try flush() }
        }

        private static let pieceSize = 1 << 16

        /// Hands on what was written.
        ///
        /// - Throws: `DescriptorOutput.Failure` where the other end is closed or the disk is full.
        func flush() throws {
            guard let descriptor else { return }
            defer { bytes.removeAll(keepingCapacity: true) }
            try bytes.withUnsafeBufferPointer { try DescriptorOutput.write($0, to: descriptor) }
        }
    }

    /// Whether to colour what goes to an output.
    func usesColor(_ choice: ColorChoice, on output: Output) -> Bool {
        switch choice {
        case .always: true
        case .never: false
        case .auto: output.isTerminal && (environment("NO_COLOR") ?? "").isEmpty
        }
    }
}
