package local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Alertmanager that sends to nobody: alerts are read back from it. */
public final class AlertmanagerServer implements LocalServer {

	private static final Duration LIMIT = Patience.LIMIT;

	private static final String CONFIGURATION = """
			route:
			  receiver: nobody
			  group_wait: 0s
			receivers:
			  - name: nobody
			""";

	private final int port = Ports.free();

	private final ServerProcess process;

	AlertmanagerServer(Path directory) {
		Path configuration = Directories.write(directory.resolve("alertmanager.yml"), CONFIGURATION);
		this.process = new ServerProcess("Alertmanager", directory.resolve("alertmanager.log"),
				List.of(Binaries.alertmanager().toString(), "--config.file=" + configuration,
						"--storage.path=" + directory.resolve("alertmanager"), "--cluster.listen-address=",
						"--web.listen-address=127.0.0.1:" + this.port));
	}

	@Override
	public synchronized void start() {
		if (!isRunning()) {
			this.process.start(() -> Web.answers(url() + "/-/ready"), LIMIT);
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

	/** Host and port, as Prometheus wants them. */
	String address() {
		return "127.0.0.1:" + this.port;
	}

	public String url() {
		return "http://" + address();
	}

	/**
	 * Makes an alert with these labels (at least {@code alertname}) fire for the next
	 * hour.
	 */
	public void fire(Map<String, String> labels) {
		post(labels, Instant.now().plus(Duration.ofHours(1)));
	}

	/** Ends the alert with exactly these labels. */
	public void resolve(Map<String, String> labels) {
		post(labels, Instant.now());
	}

	/** How many silences are in force whose comment says this. */
	public long silences(String comment) {
		return Arrays.stream(Web.get(url() + "/api/v2/silences").split("\\},\\{\"id\""))
			.filter((silence) -> silence.contains(comment) && silence.contains("\"state\":\"active\""))
			.count();
	}

	/** When the silences whose comment says this end, or have ended. */
	public List<Instant> silenceEnds(String comment) {
		return Arrays.stream(Web.get(url() + "/api/v2/silences").split("\\},\\{\"id\""))
			.filter((silence) -> silence.contains(comment))
			.map((silence) -> Instant.parse(silence.replaceAll("(?s).*\"endsAt\":\"([^\"]+)\".*", "$1")))
			.toList();
	}

	private void post(Map<String, String> labels, Instant end) {
		String json = labels.entrySet()
			.stream()
			.map((label) -> "\"%s\":\"%s\"".formatted(label.getKey(), label.getValue()))
			.collect(Collectors.joining(",", "{", "}"));
		Web.post(url() + "/api/v2/alerts", "[{\"labels\":%s,\"endsAt\":\"%s\"}]".formatted(json, end));
	}

}
