internal import SendFromKit

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A message from the editor (JSON-RPC 2.0).
struct Incoming {
    /// A number or a text, as it is to be repeated; none for a notification.
    let id: JSONTree?
    let method: String
    let params: JSONValue

    enum Problem: Error {
        case notJSON
        /// With its id, where it has one.
        case notRequest(id: JSONTree?)
    }

    /// Reads a message.
    ///
    /// - Returns: nil for a response, which answers something we asked.
    static func read(_ bytes: [UInt8]) throws(Problem) -> Incoming? {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { throw .notJSON }
        let id: JSONTree? =
            switch value["id"] {
            case .text(let text)?: .text(text)
            case .number(let number)?: JSONValue.digits(number).flatMap { Int($0) }.map { .number($0) }
            default: nil
            }
        guard case .text(let method)? = value["method"] else {
            if id != nil, value["result"] != nil || value["error"] != nil { return nil }
            throw .notRequest(id: id)
        }
        // An id that is neither is one we can't repeat.
        if id == nil, let given = value["id"], given != .null { throw .notRequest(id: nil) }
        return Incoming(id: id, method: method, params: value["params"] ?? .null)
    }
}

/// Errors as JSON-RPC and LSP number them.
struct ResponseError: Error {
    let code: Int
    let message: String

    static let parseError = -32700
    static let invalidRequest = -32600
    static let methodNotFound = -32601
    static let invalidParams = -32602
    static let internalError = -32603
    static let notInitialized = -32002
    static let cancelled = -32800
    static let requestFailed = -32803

    init(_ code: Int, _ message: String) {
        self.code = code
        self.message = message
    }

    static func params(_ what: String) -> ResponseError { ResponseError(invalidParams, what) }
    static func failed(_ why: String) -> ResponseError { ResponseError(requestFailed, why) }
}

extension JSONValue {
    subscript(key: String) -> JSONValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }

    /// The value at a path of keys.
    func at(_ path: String...) -> JSONValue? {
        var value: JSONValue? = self
        for key in path { value = value?[key] }
        return value
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    var list: [JSONValue]? { if case .list(let items) = self { items } else { nil } }
    /// A whole number that an LSP position may be.
    var integer: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }
}
