internal import SenderModel

// The members of the closed lists by their bytes: `init(rawValue:)` wants a `String`. ClosedListTests hold them equal.

extension Origin {
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if text.isEqual("reply") {
            self = .reply
        } else if text.isEqual("agent") {
            self = .agent
        } else if text.isEqual("automation") {
            self = .automation
        } else if text.isEqual("api") {
            self = .api
        } else if text.isEqual("campaign") {
            self = .campaign
        } else {
            return nil
        }
    }
}

extension Purpose {
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if text.isEqual("transactional") {
            self = .transactional
        } else if text.isEqual("marketing") {
            self = .marketing
        } else if text.isEqual("otp") {
            self = .otp
        } else {
            return nil
        }
    }
}

extension Need {
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if text.isEqual("sms") {
            self = .sms
        } else if text.isEqual("mms") {
            self = .mms
        } else if text.isEqual("reply") {
            self = .reply
        } else {
            return nil
        }
    }
}

extension Direction {
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        if text.isEqual("outbound") {
            self = .outbound
        } else if text.isEqual("inbound") {
            self = .inbound
        } else {
            return nil
        }
    }
}
