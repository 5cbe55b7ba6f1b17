package local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers as Slack's incoming webhook does and keeps every message, one a line, in a
 * file.
 */
public final class SlackStandIn implements AutoCloseable {

	private final HttpServer server;

	private final Path messages;

	private final Map<String, Integer> tries = new HashMap<>();

	private List<Integer> refusals = List.of();

	private boolean down;

	public SlackStandIn(Path messages) {
		this.messages = messages;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The stand-in for Slack cannot listen on loopback", ex);
		}
		this.server.createContext("/", (exchange) -> {
			String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			int status = status(message);
			if (status == 200) {
				keep(message);
			}
			answer(exchange, status);
		});
		this.server.start();
	}

	/** Answers from now on with these, in turn, to each message before it takes it. */
	public synchronized void refuseFirst(Integer... statuses) {
		this.refusals = List.of(statuses);
	}

	/** Answers 500 to everything, or no longer. */
	public synchronized void setDown(boolean down) {
		this.down = down;
	}

	private synchronized int status(String message) {
		int seen = this.tries.merge(message, 1, Integer::sum) - 1;
		if (this.down) {
			return 500;
		}
		return (seen < this.refusals.size()) ? this.refusals.get(seen) : 200;
	}

	private static void answer(HttpExchange exchange, int status) throws IOException {
		byte[] text = ((status == 200) ? "ok" : "refused").getBytes(StandardCharsets.UTF_8);
		if (status == 429) {
			exchange.getResponseHeaders().set("Retry-After", "1");
		}
		exchange.sendResponseHeaders(status, text.length);
		exchange.getResponseBody().write(text);
		exchange.close();
	}

	private synchronized void keep(String message) throws IOException {
		Files.writeString(this.messages, message.replace('\n', ' ') + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	/** The messages that were taken, in order. */
	public synchronized List<String> messages() {
		return Files.exists(this.messages) ? Directories.read(this.messages).lines().toList() : List.of();
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/services/local";
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
