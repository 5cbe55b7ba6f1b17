package monitors.prometheus;

import monitors.JsonOverHttp;
import monitors.Metrics;
import secrets.Secrets;

/** The adapter of Prometheus, for tests in other packages. */
public final class RealMetrics {

	private RealMetrics() {
	}

	public static Metrics with(Secrets secrets) {
		return new PrometheusMetrics(new JsonOverHttp(secrets));
	}

}
