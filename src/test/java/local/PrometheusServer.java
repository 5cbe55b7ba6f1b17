package local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A real Prometheus that scrapes every second; configuration and samples survive a stop.
 */
public final class PrometheusServer implements LocalServer {

	private static final Duration LIMIT = Patience.LIMIT;

	private final int port = Ports.free();

	private final Path configuration;

	private final Path rules;

	private final String alertmanager;

	private final Map<String, String> targets = new ConcurrentSkipListMap<>();

	private final ServerProcess process;

	/** The second parameter is Alertmanager's host and port. */
	PrometheusServer(Path directory, String alertmanager) {
		this.alertmanager = alertmanager;
		this.configuration = directory.resolve("prometheus.yml");
		this.rules = directory.resolve("rules.yml");
		Directories.write(this.rules, "groups: []\n");
		writeConfiguration();
		this.process = new ServerProcess("Prometheus", directory.resolve("prometheus.log"),
				List.of(Binaries.prometheus().toString(), "--config.file=" + this.configuration,
						"--storage.tsdb.path=" + directory.resolve("prometheus"), "--web.enable-lifecycle",
						"--web.enable-admin-api", "--web.listen-address=127.0.0.1:" + this.port));
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

	public String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/**
	 * Scrapes {@code /metrics} of host:port under this job name from now on; labels of
	 * the page win over our own.
	 */
	public synchronized void scrape(String job, String hostAndPort) {
		scrape(job, hostAndPort, "/metrics");
	}

	public synchronized void scrape(String job, String hostAndPort, String path) {
		this.targets.put(job, """
				  - job_name: %s
				    honor_labels: true
				    metrics_path: %s
				    static_configs:
				      - targets: ["%s"]
				""".formatted(job, path, hostAndPort));
		reload();
	}

	public synchronized void stopScraping(String job) {
		this.targets.remove(job);
		reload();
	}

	/** Replaces the alert rules by this file's. */
	public synchronized void useRules(Path file) {
		Directories.write(this.rules, Directories.read(file));
		reload();
	}

	/** What the server answers to an instant query, as JSON. */
	public String query(String promql) {
		return Web.get(url() + "/api/v1/query?query=" + URLEncoder.encode(promql, StandardCharsets.UTF_8));
	}

	/** The one value of an instant query; fails when there is not exactly one. */
	public double value(String promql) {
		try {
			JsonNode result = new ObjectMapper().readTree(query(promql)).at("/data/result");
			if (result.size() != 1) {
				throw new IllegalStateException("%s has %d values, not one".formatted(promql, result.size()));
			}
			return Double.parseDouble(result.at("/0/value/1").asText());
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Prometheus answered no JSON to " + promql, ex);
		}
	}

	private void reload() {
		writeConfiguration();
		if (isRunning()) {
			Web.post(url() + "/-/reload", "");
		}
	}

	private void writeConfiguration() {
		Directories.write(this.configuration, """
				global:
				  scrape_interval: 1s
				  scrape_timeout: 1s
				  evaluation_interval: 1s
				rule_files: ["%s"]
				alerting:
				  alertmanagers:
				    - static_configs:
				        - targets: ["%s"]
				scrape_configs:
				""".formatted(this.rules, this.alertmanager)
				+ (this.targets.isEmpty() ? "  []\n" : String.join("", this.targets.values())));
	}

}
