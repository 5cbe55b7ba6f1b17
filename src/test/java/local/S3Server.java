package local;

import java.nio.file.Path;
import java.util.List;

/** An S3 that keeps everything in memory, with one bucket; it takes any keys. */
public final class S3Server implements LocalServer {

	/** Name of the bucket. */
	public static final String BUCKET = "backups";

	private final int port = Ports.free();

	private final ServerProcess process;

	/** A server whose log is kept in this folder. */
	public S3Server(Path directory) {
		this.process = new ServerProcess("S3", Directories.create(directory).resolve("s3.log"),
				List.of(Binaries.velero().resolve("gofakes3").toString(), "-host", "127.0.0.1:" + this.port, "-backend",
						"memory", "-initialbucket", BUCKET, "-quiet"));
	}

	@Override
	public void start() {
		this.process.start(() -> Web.answers(url()), Patience.LIMIT);
	}

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public boolean isRunning() {
		return this.process.isAlive();
	}

	@Override
	public void stop() {
		this.process.stop();
	}

}
