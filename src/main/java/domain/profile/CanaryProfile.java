package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How new versions of a component are released gradually.
 *
 * @param traffic how traffic is divided
 * @param stages growing shares of traffic, the last one 100
 * @param checks what the canary is judged by
 * @param checklist what must be true before a release
 * @param failBudget failed checks that a stage bears before the canary is undone; 0 when
 * absent
 * @param pollPeriod time between two looks at the checks, at least 1 s; 15 s when absent
 * @param blindLimit how long the metrics source may be down before the canary is undone;
 * 15 minutes when absent
 * @param noTrafficLimit how long a stage may go without traffic beyond its dwell before a
 * person is asked; the stage's maximum dwell when absent
 * @param promoteWithin how long the stable workload may take to become ready on the new
 * version
 * @param carriesFrom share of the stable pods that must be ready for it to carry all
 * traffic at an undo, 0 to 1; 0.7 when absent. With fewer, traffic is moved in proportion
 * and a person is paged.
 */
public record CanaryProfile(@Required TrafficProfile traffic, @Required List<Stage> stages,
		@Required List<Check> checks, List<ChecklistItem> checklist, Integer failBudget, Duration pollPeriod,
		Duration blindLimit, Duration noTrafficLimit, Duration promoteWithin, Double carriesFrom) {

	public CanaryProfile {
		stages = SystemProfile.listOf(stages);
		checks = SystemProfile.listOf(checks);
		checklist = SystemProfile.listOf(checklist);
		failBudget = failBudget == null ? 0 : failBudget;
		pollPeriod = pollPeriod == null ? Duration.ofSeconds(15) : pollPeriod;
		blindLimit = blindLimit == null ? Duration.ofMinutes(15) : blindLimit;
		promoteWithin = promoteWithin == null ? Duration.ofMinutes(10) : promoteWithin;
		carriesFrom = carriesFrom == null ? 0.7 : carriesFrom;
	}

}
