package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One task of a routine. Whatever it finds beyond a limit is a finding, for its owner;
 * what cannot be measured is one too.
 *
 * @param name name of the task, unique in its routine
 * @param title what it is, for people; the name when absent
 * @param kind what is done
 * @param owner person or role that its findings are for
 * @param after tasks that must have ended before it begins
 * @param sideBySide whether it may go on beside others; when absent those that only look
 * may
 * @param onFailure what a failure or a finding means for the tasks that follow;
 * {@code go-on} when absent
 * @param downtime whether the system is down meanwhile; no when absent
 * @param expected how long it usually takes; needed with downtime
 * @param within longest time, after which it is ended; two hours when absent, a day for
 * procedures and people
 * @param procedure procedure that is started ({@code procedure})
 * @param input its input; the system need not be given ({@code procedure})
 * @param probes names of probes that are asked ({@code probes})
 * @param groups groups of probes that are asked ({@code probes}); all probes when neither
 * is given
 * @param levels names of service levels that are measured ({@code figures}); all when
 * neither these nor figures are given
 * @param figures other figures that are measured, each with its limit ({@code figures})
 * @param queries names of queries that are asked ({@code queries})
 * @param rowsAtMost rows of an answer that are good ({@code queries}); any number when
 * absent, 0 where every row is a finding
 * @param cleanUp what is removed ({@code clean-up})
 * @param approval whether a person must approve before it begins; no when absent
 * @param logs what is looked for in logs ({@code logs})
 * @param command program that is run ({@code command})
 * @param policies what is to be kept to ({@code policies})
 * @param component component whose autoscaler is tried ({@code autoscaler})
 * @param items what people do ({@code people}), one line each
 */
public record RoutineTask(@Required String name, String title, @Required Kind kind, String owner, List<String> after,
		Boolean sideBySide, OnFailure onFailure, Boolean downtime, Duration expected, Duration within, String procedure,
		Map<String, Object> input, List<String> probes, List<String> groups, List<String> levels,
		List<ServiceLevel> figures, List<String> queries, Integer rowsAtMost, CleanUp cleanUp, Boolean approval,
		LogReview logs, RoutineCommand command, List<Policy> policies, String component, List<String> items) {

	/** Procedures that take no lock: they change nothing that is in use. */
	private static final Set<String> LOOKING = Set.of("Backup", "HealthCheck", "Diagnostics", "ScheduleWatch",
			"DisasterRecoveryDrill");

	private static final Duration USUALLY = Duration.ofHours(2);

	private static final Duration A_DAY = Duration.ofDays(1);

	public RoutineTask {
		title = title == null ? name : title;
		after = SystemProfile.listOf(after);
		onFailure = onFailure == null ? OnFailure.GO_ON : onFailure;
		downtime = downtime != null && downtime;
		within = within == null ? kind == Kind.PROCEDURE || kind == Kind.PEOPLE ? A_DAY : USUALLY : within;
		input = input == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(input));
		probes = SystemProfile.listOf(probes);
		groups = SystemProfile.listOf(groups);
		levels = SystemProfile.listOf(levels);
		figures = SystemProfile.listOf(figures);
		queries = SystemProfile.listOf(queries);
		items = SystemProfile.listOf(items);
		policies = SystemProfile.listOf(policies);
		approval = approval != null && approval;
		sideBySide = sideBySide == null ? !changes(kind, procedure, cleanUp) : sideBySide;
	}

	/** Whether it changes something, for which the system's lock is held. */
	public boolean changes() {
		return changes(kind, procedure, cleanUp);
	}

	private static boolean changes(Kind kind, String procedure, CleanUp cleanUp) {
		return kind == Kind.CLEAN_UP && (cleanUp == null || !cleanUp.onlyLook()) || kind == Kind.AUTOSCALER
				|| kind == Kind.PROCEDURE && !LOOKING.contains(procedure);
	}

	/** What a task does. */
	public enum Kind {

		/** Another procedure, as a child. */
		@JsonProperty("procedure")
		PROCEDURE,
		/** Probes of the profile, judged by their limits. */
		@JsonProperty("probes")
		PROBES,
		/** Service levels and other figures of the system's Prometheus. */
		@JsonProperty("figures")
		FIGURES,
		/** Named queries of the profile, whose answers are kept. */
		@JsonProperty("queries")
		QUERIES,
		/** What is no longer needed is shown, and removed up to a cap. */
		@JsonProperty("clean-up")
		CLEAN_UP,
		/** Texts that are counted in logs, the most frequent lines shown. */
		@JsonProperty("logs")
		LOGS,
		/** A program that looks, in a Job, a pod or on a host. */
		@JsonProperty("command")
		COMMAND,
		/** What every workload of a cluster must keep to. */
		@JsonProperty("policies")
		POLICIES,
		/**
		 * An autoscaler is asked for one instance more, seen to give it, and put back.
		 */
		@JsonProperty("autoscaler")
		AUTOSCALER,
		/** People do it and say so at a gate. */
		@JsonProperty("people")
		PEOPLE

	}

	/** What a failure or a finding means for the tasks that follow. */
	public enum OnFailure {

		/** They are not begun; those under way end. */
		@JsonProperty("stop")
		STOP,
		/** They are done all the same. */
		@JsonProperty("go-on")
		GO_ON,
		/** A person says. */
		@JsonProperty("ask")
		ASK

	}

}
