package app;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the worker starts and stops.
 *
 * @param shutdownGrace how long running steps may take to finish after the order to stop;
 * keep it well below the pod's grace period
 * @param connectEvery pause between two attempts to reach Temporal at start
 */
@ConfigurationProperties("holdfast")
record WorkerSettings(@DefaultValue("25s") Duration shutdownGrace, @DefaultValue("5s") Duration connectEvery) {

}
