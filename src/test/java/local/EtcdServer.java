package local;

import java.nio.file.Path;
import java.util.List;

/** A real etcd of one member, beside the one of the cluster. */
public final class EtcdServer implements LocalServer {

	private final int port = Ports.free();

	private final ServerProcess process;

	/** A server whose data and log are kept in this folder. */
	public EtcdServer(Path directory) {
		Directories.create(directory);
		this.process = new ServerProcess("etcd", directory.resolve("etcd.log"),
				List.of(Binaries.etcd().toString(), "--data-dir=" + directory.resolve("data"),
						"--listen-client-urls=" + url(), "--advertise-client-urls=" + url(),
						"--listen-peer-urls=http://127.0.0.1:" + Ports.free(), "--unsafe-no-fsync"));
	}

	@Override
	public synchronized void start() {
		if (!isRunning()) {
			this.process.start(() -> Web.answers(url() + "/health"), Patience.LIMIT);
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

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/** Raises the alarm that a full database raises. */
	public void raiseAlarm() {
		Web.post(url() + "/v3/maintenance/alarm", "{\"action\": \"ACTIVATE\", \"alarm\": \"NOSPACE\"}");
	}

}
