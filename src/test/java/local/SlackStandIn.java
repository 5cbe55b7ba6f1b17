package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import com.sun.net.httpserver.HttpServer;

/**
 * Answers as Slack's incoming webhook does and keeps every message, one a line, in a
 * file.
 */
public final class SlackStandIn implements AutoCloseable {

	private final HttpServer server;

	private final Path messages;

	public SlackStandIn(Path messages) {
		this.messages = messages;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The stand-in for Slack cannot listen on loopback", ex);
		}
		this.server.createContext("/", (exchange) -> {
			keep(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, ok.length);
			exchange.getResponseBody().write(ok);
			exchange.close();
		});
		this.server.start();
	}

	private synchronized void keep(String message) throws IOException {
		Files.writeString(this.messages, message.replace('\n', ' ') + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/services/local";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
