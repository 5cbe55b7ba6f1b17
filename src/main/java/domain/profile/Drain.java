package domain.profile;

import java.time.Duration;
import java.util.List;

/**
 * How a component finishes what it has begun before it is stopped (runbook D 3.1).
 *
 * @param maintenanceOn command that makes it refuse new work, run beside the component;
 * the program and its arguments. It must bear being run twice. Optional
 * @param maintenanceOff command that makes it take work again; needed with maintenanceOn
 * @param query PromQL of the work under way; optional
 * @param atMost work under way that may be cut off, 0 when absent
 * @param within how long to wait for it; five minutes when absent. After that a person is
 * asked
 */
public record Drain(List<String> maintenanceOn, List<String> maintenanceOff, String query, Double atMost,
		Duration within) {

	public Drain {
		maintenanceOn = SystemProfile.listOf(maintenanceOn);
		maintenanceOff = SystemProfile.listOf(maintenanceOff);
		atMost = atMost == null ? 0.0 : atMost;
		within = within == null ? Duration.ofMinutes(5) : within;
	}

}
