package local;

import java.util.Locale;

/**
 * The counters of one workload's one version, as its pods together would show them to
 * Prometheus.
 */
final class WorkloadMetrics {

	private static final double[] LIMITS = { 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10 };

	private final String labels;

	private final long[] buckets = new long[LIMITS.length];

	private long good;

	private long failed;

	private double seconds;

	private int pods;

	WorkloadMetrics(String system, String namespace, String workload, String version) {
		this.labels = "system=\"%s\",namespace=\"%s\",workload=\"%s\",version=\"%s\"".formatted(system, namespace,
				workload, version);
	}

	void count(boolean error, double responseTime) {
		if (error) {
			this.failed++;
		}
		else {
			this.good++;
		}
		this.seconds += responseTime;
		for (int bucket = 0; bucket < LIMITS.length; bucket++) {
			if (responseTime <= LIMITS[bucket]) {
				this.buckets[bucket]++;
			}
		}
	}

	long requests() {
		return this.good + this.failed;
	}

	void pods(int running) {
		this.pods = running;
	}

	boolean hasPods() {
		return this.pods > 0;
	}

	String text() {
		StringBuilder text = new StringBuilder();
		line(text, "up", "", 1);
		line(text, "agent_requests_total", ",status=\"200\"", this.good);
		line(text, "agent_requests_total", ",status=\"500\"", this.failed);
		line(text, "agent_errors_total", "", this.failed);
		line(text, "agent_active_requests", "", this.pods);
		for (int bucket = 0; bucket < LIMITS.length; bucket++) {
			line(text, "agent_response_time_seconds_bucket", ",le=\"" + LIMITS[bucket] + "\"", this.buckets[bucket]);
		}
		line(text, "agent_response_time_seconds_bucket", ",le=\"+Inf\"", this.good + this.failed);
		line(text, "agent_response_time_seconds_sum", "", this.seconds);
		line(text, "agent_response_time_seconds_count", "", this.good + this.failed);
		return text.toString();
	}

	private void line(StringBuilder text, String name, String more, double value) {
		text.append(String.format(Locale.ROOT, "%s{%s%s} %s%n", name, this.labels, more, value));
	}

}
