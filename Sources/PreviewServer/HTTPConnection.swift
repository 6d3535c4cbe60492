internal import NIOCore
internal import NIOHTTP1

/// One connection: takes requests, one at a time, and writes what they are answered. Bounds what they may take of memory
/// and time.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let routes: Routes
    private let gate: RequestGate
    private let hub: EventHub
    private let loop: any EventLoop
    /// From the start of a connection, or of a request, to the request's end; and again for the answer to be taken.
    private let patience: TimeAmount
    private var deadline: Scheduled<Void>?
    private var phase = Phase.between

    private enum Phase {
        case between
        case reading(HTTPRequestHead, [UInt8])
        /// The answer is on its way; what still comes of the request doesn't matter.
        case answering
        case streaming
        /// Nothing more is answered.
        case ending
    }

    init(_ routes: Routes, _ gate: RequestGate, _ hub: EventHub, _ loop: any EventLoop, _ patience: TimeAmount) {
        self.routes = routes
        self.gate = gate
        self.hub = hub
        self.loop = loop
        self.patience = patience
    }

    func channelActive(context: ChannelHandlerContext) { endAfter(patience, context) }

    func channelInactive(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), phase) {
        case (.head(let head), .between):
            endAfter(patience, context)
            if let refusal = gate.refusal(head) ?? routes.refusal(head) { return end(refusal, head, context) }
            phase = .reading(head, [])
        case (.body(let bytes), .reading(let head, var body)):
            guard body.count + bytes.readableBytes <= RequestLimits.bodyBytes else {
                return end(Routes.tooLarge, head, context)
            }
            phase = .answering
            body += bytes.readableBytesView
            phase = .reading(head, body)
        case (.end, .reading(let head, let body)):
            let answer = routes.answer(head, body)
            if answer.isStream { stream(answer, head, context) } else { write(answer, head, context) }
        default: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else { return context.close(promise: nil) }
        switch phase {
        case .between, .reading:
            let status: HTTPResponseStatus =
                error as? HTTPParserError == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
            end(Answer(error: "this is no HTTP request: \(error)", status), nil, context)
        case .answering, .streaming, .ending: context.close(promise: nil)
        }
    }

    // MARK: - Answering

    /// Answers, and takes the next request once the answer is on its way: a client that asks and never listens is not
    /// answered on and on.
    private func write(_ answer: Answer, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        phase = .answering
        endAfter(patience, context)
        let keepsAlive = head.isKeepAlive
        begin(answer, head, keepsAlive: keepsAlive, context)
        let me = NIOLoopBound((self, context), eventLoop: loop)
        let body = head.method == .HEAD ? [] : answer.body
        let part = OutboundOut.body(.byteBuffer(context.channel.allocator.buffer(bytes: body)))
        context.writeAndFlush(wrapOutboundOut(part)).whenComplete { result in
            let (me, context) = me.value
            guard case .success = result, keepsAlive else {
                context.writeAndFlush(me.wrapOutboundOut(.end(nil)), promise: nil)
                return me.close(context)
            }
            me.phase = .between
            me.endAfter(RequestLimits.idle, context)
            context.writeAndFlush(me.wrapOutboundOut(.end(nil)), promise: nil)
        }
    }

    /// Answers what can't be taken, and ends the connection.
    private func end(_ answer: Answer, _ head: HTTPRequestHead?, _ context: ChannelHandlerContext) {
        phase = .ending
        begin(answer, head, keepsAlive: false, context)
        if head?.method != .HEAD {
            let buffer = context.channel.allocator.buffer(bytes: answer.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        close(context)
    }

    /// Says that nothing more comes, and lets go a little later: a connection closed on what the client still sends takes
    /// the answer with it.
    private func close(_ context: ChannelHandlerContext) {
        phase = .ending
        endAfter(.seconds(1), context)
        context.close(mode: .output, promise: nil)
    }

    private func stream(_ answer: Answer, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard hub.hasRoom else { return write(Routes.tooManyListeners, head, context) }
        phase = .streaming
        deadline?.cancel()
        begin(answer, head, keepsAlive: true, context)
        let buffer = context.channel.allocator.buffer(bytes: answer.body)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        hub.add(context.channel)
    }

    private func begin(
        _ answer: Answer, _ head: HTTPRequestHead?, keepsAlive: Bool, _ context: ChannelHandlerContext
    ) {
        var headers = answer.allHeaders
        if !keepsAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
        let response = HTTPResponseHead(version: .http1_1, status: answer.status, headers: headers)
        context.write(wrapOutboundOut(.head(response)), promise: nil)
    }

    /// Ends the connection unless something else happens before.
    private func endAfter(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = loop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
