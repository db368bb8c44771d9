#if Proxy
  import NIOCore
  import NIOHTTP1

  /// NIO's reader of answers. It has to know what was asked, since the answer to HEAD has no body: it
  /// is told by a call, because requests pass it as bytes.
  final class AnswerDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPClientResponsePart

    private let decoder: HTTPResponseDecoder

    init(_ limits: NIOHTTPDecoderLimitConfiguration) {
      decoder = HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: limits)
    }

    /// A request that an answer will come to.
    func expectAnswer(to request: HTTPRequestHead) { decoder.write(data: .head(request)) }

    func decoderAdded(context: ChannelHandlerContext) { decoder.decoderAdded(context: context) }

    func decoderRemoved(context: ChannelHandlerContext) { decoder.decoderRemoved(context: context) }

    func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
      try decoder.decode(context: context, buffer: &buffer)
    }

    func decodeLast(
      context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
      try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
    }
  }
#endif
