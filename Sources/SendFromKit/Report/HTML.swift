internal import Diagnostics

/// Markup for a page. What is written in a literal is markup, what is put into one is text: it is escaped here and
/// nowhere else, so that no name of a tenant's can become markup.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    package private(set) var text: String

    package init(stringLiteral text: String) { self.text = text }
    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Several pieces, one after the other.
    package init(_ pieces: some Sequence<HTML>) { text = pieces.map(\.text).joined() }

    /// The lines of a text, escaped, with their line breaks.
    package static func lines(_ text: String) -> HTML {
        var result: HTML = ""
        result.text = text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
            .joined(separator: "\n")
        return result
    }

    /// A sentence in which what stands between backticks is code.
    package static func prose(_ text: String) -> HTML {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        // An odd backtick is one that was quoted itself.
        guard parts.count % 2 == 1 else { return "\(text)" }
        return HTML(parts.enumerated().map { $0 % 2 == 0 ? "\($1)" : "<code>\($1)</code>" })
    }

    package static func += (a: inout HTML, b: HTML) { a.text += b.text }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}
        package mutating func appendLiteral(_ literal: String) { text += literal }
        package mutating func appendInterpolation(_ text: String) { self.text += HTML.escaped(text) }
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
        package mutating func appendInterpolation(_ html: HTML) { text += html.text }
        package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }
    }

    /// For an element, or an attribute in double quotes: on one line, characters that turn the writing direction and
    /// what has the shape of a secret hidden.
    private static func escaped(_ text: String) -> String {
        XMLText.escaped(Printable.line(SecretShapes.masked(text)))
    }
}
