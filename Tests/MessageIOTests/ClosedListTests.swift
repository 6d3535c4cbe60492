@testable import MessageIO
import SenderModel
import Testing

struct ClosedListTests {
}
