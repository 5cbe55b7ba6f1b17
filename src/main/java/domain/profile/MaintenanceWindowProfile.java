package domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a maintenance window of the system does beside being open (runbook C, maintenance
 * windows).
 *
 * @param usual how long a window is when nobody says; {@code PT2H} when absent
 * @param longest how long a window may be asked for; {@code PT24H} when absent
 * @param silence Alertmanager filters that all must match for an alert to be silenced,
 * for example {@code alertname=~"FlowC.*"}; without any nothing is silenced
 * @param silenceFor how far ahead the silence is renewed while the window lasts: a worker
 * that dies for ever leaves it no longer than that; {@code PT15M} when absent
 * @param margin how long after the window's end the silence may be renewed while things
 * are put back; {@code PT30M} when absent
 * @param pagerDuty where a maintenance window is entered so that nobody is called; none
 * when absent
 * @param scaleDown what is not needed while the window lasts
 * @param warnBefore how long before the end people are warned; {@code PT15M} and
 * {@code PT5M} when absent
 * @param workflows name of the query whose rows are the system's own running workflows;
 * when it has rows before the window it must have some afterwards
 * @param levels what must be measured as well after the window as before it
 * @param watch how long the system is watched after the window; {@code PT30M} when absent
 */
public record MaintenanceWindowProfile(Duration usual, Duration longest, List<String> silence, Duration silenceFor,
		Duration margin, PagerDutyProfile pagerDuty, List<ScaleDown> scaleDown, List<Duration> warnBefore,
		String workflows, List<ServiceLevel> levels, Duration watch) {

	public MaintenanceWindowProfile {
		usual = usual == null ? Duration.ofHours(2) : usual;
		longest = longest == null ? Duration.ofHours(24) : longest;
		silence = SystemProfile.listOf(silence);
		silenceFor = silenceFor == null ? Duration.ofMinutes(15) : silenceFor;
		margin = margin == null ? Duration.ofMinutes(30) : margin;
		scaleDown = SystemProfile.listOf(scaleDown);
		warnBefore = warnBefore == null ? List.of(Duration.ofMinutes(15), Duration.ofMinutes(5))
				: List.copyOf(warnBefore);
		levels = SystemProfile.listOf(levels);
		watch = watch == null ? Duration.ofMinutes(30) : watch;
	}

	/** A window that only tells people, scales nothing and silences nothing. */
	public static MaintenanceWindowProfile usual(MaintenanceWindowProfile given) {
		return Optional.ofNullable(given)
			.orElseGet(() -> new MaintenanceWindowProfile(null, null, null, null, null, null, null, null, null, null,
					null));
	}

}
