package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * A part of a system with its own life.
 *
 * @param name the name operators type
 * @param description what it does, one line
 * @param kind what it is on its target
 * @param criticality how much of the system fails with it; absent where nobody has said
 * @param target name of the target it runs on
 * @param workload name of the Deployment, StatefulSet, compose service or unit; the
 * component's name when absent
 * @param container container whose image carries the version; the workload's name when
 * absent
 * @param image image repository without a tag; absent: the one that runs now
 * @param replicas replicas in normal operation; absent: as found
 * @param dependsOn components that must be up before this one
 * @param database name of the store that a release of this component may change, backed
 * up before it
 * @param versionProbe where the running version can be read
 * @param smoke what must answer after a release
 * @param readyWithin how long its pods may take to become ready; two minutes when absent
 * @param errorRate query of the component's own error ratio, watched after a rollback
 * @param canary how new versions are released gradually; absent when they are not
 * @param drain how it finishes what it has begun before it is stopped; absent: it is
 * stopped at once
 * @param scaling how it is scaled down gradually
 * @param deploy how a version of it takes the place of another; absent where Deploy is
 * not used
 * @param configuration files of {@code NAME=value} lines on its host that it reads when
 * it starts and that ConfigurationChange may change, by their whole paths (compose,
 * systemd)
 */
public record ComponentProfile(@Required String name, String description, @Required Kind kind, Criticality criticality,
		String target, String workload, String container, String image, Integer replicas, List<String> dependsOn,
		String database, VersionProbe versionProbe, List<HttpProbe> smoke, Duration readyWithin, Check errorRate,
		CanaryProfile canary, Drain drain, Scaling scaling, DeployProfile deploy, List<String> configuration) {

	public ComponentProfile {
		workload = workload == null ? name : workload;
		container = container == null ? workload : container;
		dependsOn = SystemProfile.listOf(dependsOn);
		smoke = SystemProfile.listOf(smoke);
		configuration = SystemProfile.listOf(configuration);
		readyWithin = readyWithin == null ? Duration.ofMinutes(2) : readyWithin;
		scaling = scaling == null ? Scaling.usual() : scaling;
	}

	/** Whether it is something that Holdfast starts and stops where it runs. */
	public boolean operated() {
		return switch (kind) {
			case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, COMPOSE_SERVICE, SYSTEMD_UNIT -> true;
			case DATABASE, CACHE, QUEUE, MODEL, EXTERNAL -> false;
		};
	}

	/** What a component is on its target. */
	public enum Kind {

		@JsonProperty("deployment")
		DEPLOYMENT, @JsonProperty("stateful-set")
		STATEFUL_SET, @JsonProperty("daemon-set")
		DAEMON_SET, @JsonProperty("compose-service")
		COMPOSE_SERVICE, @JsonProperty("systemd-unit")
		SYSTEMD_UNIT, @JsonProperty("database")
		DATABASE, @JsonProperty("cache")
		CACHE, @JsonProperty("queue")
		QUEUE, @JsonProperty("model")
		MODEL, @JsonProperty("external")
		EXTERNAL

	}

	/** How much of the system fails with a component. */
	public enum Criticality {

		@JsonProperty("critical")
		CRITICAL, @JsonProperty("high")
		HIGH, @JsonProperty("medium")
		MEDIUM, @JsonProperty("low")
		LOW

	}

}
