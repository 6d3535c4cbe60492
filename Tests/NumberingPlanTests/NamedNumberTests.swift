import NumberingPlan
import SenderModel
import Testing

/// Numbers worth a sentence each.
struct NamedNumberTests {
    struct Case: CustomTestStringConvertible {
        let number: String
        let answer: String
        let why: String

        init(_ number: String, _ answer: String, _ why: String) {
            self.number = number
            self.answer = answer
            self.why = why
        }

        var testDescription: String { "\(number): \(why)" }
    }

    @Test(arguments: [
        Case("+447911123456", "possible valid GG mobile", "looks British, is Guernsey's"),
        Case("+447400123456", "possible valid GB mobile", "British"),
        Case("+447700900123", "possible GB unknown", "Ofcom's fictional range falls to the main country"),
        Case("+447624123456", "possible valid IM mobile", "Isle of Man, by its leading digits"),
        Case("+14155550123", "possible valid US fixed_line_or_mobile", "555-01xx is valid"),
        Case("+15005550006", "possible valid US personal_number", "Twilio's test number"),
        Case("+18005550100", "possible valid US toll_free", "toll-free numbers of +1 are the main country's"),
        Case("+14165550123", "possible valid CA fixed_line_or_mobile", "Toronto"),
        Case("+18765550123", "possible valid JM mobile", "Jamaica"),
        Case("+18681", "TT unknown", "leading digits decide however short the number"),
        Case("+1415555012", "US unknown", "one digit short"),
        Case("+77012345678", "possible valid KZ mobile", "Kazakhstan shares +7"),
        Case("+79123456789", "possible valid RU mobile", "Russia"),
        Case("+390669812345", "possible valid VA fixed_line", "the Vatican; the zero is part of the number"),
        Case("+39669812345", "possible IT unknown", "without the zero it is another number"),
        Case("+4779123456", "possible valid SJ fixed_line", "Svalbard"),
        Case("+61891641234", "possible valid CX fixed_line", "Christmas Island"),
        Case("+212528812345", "possible valid MA fixed_line", "leading digits are Morocco's"),
        Case("+262639012345", "possible valid YT mobile", "Mayotte"),
        Case("+2908999", "possible valid TA fixed_line", "Tristan da Cunha, four digits"),
        Case("+35818123456", "possible valid AX fixed_line", "Åland"),
        Case("+590690001234", "possible valid GP mobile", "Guadeloupe, the first of three with this range"),
        Case("+5993181234", "possible valid BQ mobile", "Bonaire"),
        Case("+4402079460000", "GB unknown", "a zero after the calling code is not stripped: too long"),
        Case("+49030123456", "possible DE unknown", "nor here, where the length is possible"),
        Case("+13101234", "valid CA uan", "valid, not possible: it can't be dialled from abroad"),
        Case("+80012345678", "possible valid none toll_free", "international freephone is no country's"),
        Case("+883510012345", "possible valid none voip", "international networks"),
        Case("+8001234567", "none unknown", "non-geographic and too short"),
        Case("+999123456789", "none unknown", "no such calling code"),
        Case("+2101234567", "none unknown", "not assigned"),
        Case("+44", "GB unknown", "a calling code alone yields its main country"),
        Case("+800", "none unknown", "a non-geographic calling code alone"),
        Case("+4", "none unknown", "the beginning of calling codes"),
        Case("+49123456789012345", "possible DE unknown", "17 digits can be possible in libphonenumber's sense"),
        Case("+1415555012345678901234567890", "US unknown", "far too long"),
        Case("+0441234567890", "none unknown", "no calling code begins with zero"),
        Case("447911123456", "possible valid GG mobile", "the plus may be missing"),
        Case("", "none unknown", "nothing"),
        Case("+", "none unknown", "no digits"),
        Case("++14155550123", "none unknown", "two pluses"),
        Case("+1 415 555 0123", "none unknown", "spaces are for the caller to remove"),
        Case("+1415555012x", "none unknown", "a letter, even where the digits no longer matter"),
        Case("+1415555012:", "none unknown", "the byte after 9"),
        Case("+1415555012/", "none unknown", "the byte before 0"),
        Case("+١٤١٥٥٥٥٠١٢٣", "none unknown", "digits that are not ASCII"),
    ])
    func isAnswered(as number: Case) {
        let facts = NumberingPlan.facts(of: number.number)
        var words = facts.isPossible ? ["possible"] : []
        if facts.isValid { words.append("valid") }
        words += [facts.country?.code ?? "none", facts.lineType.name]
        #expect(words.joined(separator: " ") == number.answer)
    }

    @Test func packedDigitsThatAreNoNumberGetNoAnswer() {
        let nothing = NumberingPlan.facts(of: "")
        #expect(NumberingPlan.facts(digits: 14_155_550_123, count: 11).country == Country("US"))
        for (value, count) in [(14_155_550_123, 10), (14_155_550_123, 12), (1, 0), (0, 0), (0, 1), (1, 16), (1, -1)] {
            #expect(NumberingPlan.facts(digits: UInt64(value), count: count) == nothing, "\(value) \(count)")
        }
        #expect(NumberingPlan.facts(digits: .max, count: 15) == nothing)
        #expect(NumberingPlan.facts(digits: .max, count: .max) == nothing)
    }

    @Test func badBytesAreNoticedAtEveryPlaceAndLength() {
        for count in 1...24 {
            let digits = Array("449123456789012345678901".utf8.prefix(count))
            for place in 0..<count {
                for byte: UInt8 in [0, 0x2F, 0x3A, 0x3F, 0x80, 0xB4, 0xFF] {
                    var changed = digits
                    changed[place] = byte
                    #expect(changed.withUnsafeBufferPointer(NumberingPlan.facts).country == nil)
                }
            }
            #expect(digits.withUnsafeBufferPointer(NumberingPlan.facts).country?.code == (count > 1 ? "GB" : nil))
        }
    }
}
