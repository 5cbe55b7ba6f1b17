package activities;

import domain.probe.ChecklistRequest;
import domain.probe.ProbeResult;
import domain.probe.SmokeRequest;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Asks systems whether they are well. A probe's failure is an answer, not an error. */
@ActivityInterface
public interface Probes {

	/**
	 * Asks the version endpoint and every smoke probe, all side by side; the version must
	 * be the expected one.
	 */
	List<ProbeResult> runSmokeTest(SmokeRequest request);

	/**
	 * Asks the addresses of the checklist's items; items without an address are left to a
	 * person and not returned.
	 */
	List<ProbeResult> inspectChecklist(ChecklistRequest request);

}
