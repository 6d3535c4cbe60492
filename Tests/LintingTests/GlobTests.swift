import Linting
import Testing

/// `exclude` in sendfrom.yaml.
@Suite struct GlobTests {
    @Test(arguments: [
        ("legacy", "legacy", true), ("legacy", "legacy/acme", true), ("legacy/", "legacy/acme/tenant.yaml", true),
        ("legacy/**", "legacy/acme", true), ("legacy/**", "legacy", false), ("legacy", "old/legacy", false),
        ("**/legacy", "old/legacy", true), ("**/legacy", "legacy/acme", true), ("*", "acme", true),
        ("*/tests", "acme/tests/a.yaml", true), ("*.yaml", "acme/a.yaml", false), ("**/*.yaml", "acme/a.yaml", true),
        ("a?me", "acme", true), ("a?me", "aame/x", true), ("a?me", "ame", false), ("[ab]*", "bcd", true),
        ("[!ab]*", "bcd", false), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false), ("[", "[", true),
        ("a*b*c", "axxbyyc", true), ("a*b*c", "axxbyy", false), ("./legacy", "legacy", true),
        ("/legacy", "legacy", true), ("", "acme", false), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
        ("a/**/b", "a/x/y/c", false), ("größe*", "größe-1", true),
    ])
    func aPatternMeansWhatGitignoreMeans(_ pattern: String, _ path: String, _ isMatch: Bool) {
        #expect(Glob(pattern).matches(path) == isMatch, "\(pattern) \(path)")
    }

    @Test func aHostilePatternEnds() {
        let path = Array(repeating: "aaaaaaaaaaaaaaaaaaaaaaaa", count: 60).joined(separator: "/")
        #expect(!Glob(Array(repeating: "**/a*a*a*a*b", count: 40).joined(separator: "/")).matches(path))
    }
}
