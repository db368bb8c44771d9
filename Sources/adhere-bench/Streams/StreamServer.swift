import AdhereBytes
import AdherePlatform

/// `adhere-bench streams --serve COUNT`: a provider that answers so many requests at once, each
/// with a stream of its own. A process of its own, so that the one that is measured has only its own
/// sockets. Prints its port.
enum StreamServer {
  /// Chunks of a stream.
  static let chunks = 24

  static func run(count: Int) -> Never {
    signal(SIGPIPE, SIG_IGN)
    let (server, port) = Sockets.listen()
    print(port)
    fflush(nil)
    var clients: [(socket: Int32, number: Int)] = []
    while clients.count < count {
      let socket = accept(server, nil, nil)
      guard socket >= 0 else { Sockets.fail("cannot accept connection \(clients.count)") }
      clients.append((socket, -1))
    }
    // No stream begins before all requests are there: so many run at once.
    for i in clients.indices { clients[i].number = request(clients[i].socket) }
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    for client in clients { _ = Sockets.send(Array(head.utf8), to: client.socket) }
    for chunk in 0...chunks {
      for client in clients {
        _ = Sockets.send(Array(data(chunk, of: client.number).utf8), to: client.socket)
      }
    }
    for client in clients { close(client.socket) }
    exit(0)
  }

  /// The arguments that the stream of a number has in the end.
  static func arguments(of number: Int) -> String {
    let notes = (2..<chunks).map { "note \(number).\($0)" }
    return #"{"city":"Paris","days":\#(number),"notes":[""#
      + notes.joined(separator: #"",""#) + #""]}"#
  }

  private static func data(_ chunk: Int, of number: Int) -> String {
    func event(_ delta: String, _ finish: String = "null") -> String {
      #"data: {"id":"chatcmpl-\#(number)","object":"chat.completion.chunk","created":1760000000,"model":"m","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]}"#
        + "\n\n"
    }
    func more(_ text: String) -> String {
      event(#"{"tool_calls":[{"index":0,"function":{"arguments":"\#(text)"}}]}"#)
    }
    switch chunk {
    case 0: return event(#"{"role":"assistant","content":"Let me see. "}"#)
    case 1:
      return event(
        #"{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\",\"days\":\#(number),\"notes\":["}}]}"#
      )
    case 2: return more(#"\"note \#(number).2\""#)
    case chunks:
      return more("]}") + event("{}", #""tool_calls""#) + "data: [DONE]\n\n"
    default: return more(#",\"note \#(number).\#(chunk)\""#)
    }
  }

  /// Reads a request; the number in its path.
  private static func request(_ socket: Int32) -> Int {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 512)
    while bytes.suffix(4) != [13, 10, 13, 10] {
      let count = read(socket, &piece, piece.count)
      guard count > 0 else { return -1 }
      bytes += piece[..<count]
    }
    let digits = bytes.drop { $0 != ASCII.slash }.dropFirst().prefix { $0.isDigit }
    return digits.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
  }
}
