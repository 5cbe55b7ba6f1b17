package workflows.maintenance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import domain.run.Mode;
import domain.run.Outcome;
import domain.schedule.ScheduleSight;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;

/**
 * Compares the runs that a system's schedules should have started with those there are,
 * and tells people once of each that is missing. Holdfast schedules it for every system
 * that has schedules. It changes nothing, takes no lock, and has no point of no return.
 *
 * <p>
 * Each run goes on where the one before it stopped, which Temporal hands over as the
 * schedule's last result. A paused schedule is shown and not judged, launchers are left
 * out. A time at which the run before was still going is not missed; a run that goes on
 * and on makes people hear of it once.
 */
@WorkflowInterface
public interface ScheduleWatch {

	/** Looks once; the report says what was seen of each schedule. */
	@WorkflowMethod
	Report watch(Request request);

	/**
	 * What an operator types.
	 *
	 * @param system name of the system
	 * @param patience how long after its time a run may still appear; a minute when
	 * absent
	 * @param mode {@code plan} looks and tells nobody
	 */
	@JsonIgnoreProperties(ignoreUnknown = true)
	record Request(String system, Duration patience, Mode mode) {

		public Request {
			patience = patience == null ? Duration.ofMinutes(1) : patience;
		}

	}

	/**
	 * What was seen.
	 *
	 * @param result the kind of end
	 * @param summary one sentence for people
	 * @param schedules each schedule; the next run goes on from here
	 */
	record Report(Outcome.Result result, String summary, List<ScheduleSight> schedules) {

		public Report {
			schedules = schedules == null ? List.of() : List.copyOf(schedules);
		}

	}

}
