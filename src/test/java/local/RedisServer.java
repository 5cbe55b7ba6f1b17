package local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A real Redis that asks for a password and keeps nothing. */
public final class RedisServer implements LocalServer {

	/** Not a secret: the server listens on loopback and is thrown away. */
	public static final String PASSWORD = "local-only";

	private final int port = Ports.free();

	private final ServerProcess process;

	/** A server whose log is kept in this folder. */
	public RedisServer(Path directory) {
		Directories.create(directory);
		this.process = new ServerProcess("Redis", directory.resolve("redis.log"),
				List.of(Binaries.redis().toString(), "--bind", "127.0.0.1", "--port", Integer.toString(this.port),
						"--requirepass", PASSWORD, "--save", "", "--appendonly", "no", "--dir", directory.toString()));
	}

	@Override
	public synchronized void start() {
		if (!isRunning()) {
			this.process.start(this::answers, Patience.LIMIT);
		}
	}

	private boolean answers() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII).equals("-NOAUTH");
		}
	}

	@Override
	public synchronized void stop() {
		this.process.stop();
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	public int port() {
		return this.port;
	}

}
