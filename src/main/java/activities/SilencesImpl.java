package activities;

import domain.release.Changes;
import domain.run.Change;
import domain.window.PagerRequest;
import domain.window.SilenceRequest;
import io.temporal.activity.Activity;
import io.temporal.spring.boot.ActivityImpl;
import java.time.Instant;
import java.util.List;
import monitors.SilenceKeeper;
import org.springframework.stereotype.Component;
import people.PagerWindows;

/** A plan says what would be set up and asks nobody. */
@Component
@ActivityImpl(taskQueues = "operations")
class SilencesImpl implements Silences {

	private static final String NONE = "none";

	private final SilenceKeeper silences;

	private final PagerWindows windows;

	SilencesImpl(SilenceKeeper silences, PagerWindows windows) {
		this.silences = silences;
		this.windows = windows;
	}

	@Override
	public Changes keepSilence(SilenceRequest request) {
		boolean made = request.run().planning() || silences.keep(request, serverTime());
		return changes(made, silence(request), NONE, "in force, renewed until the window ends");
	}

	@Override
	public Changes endSilence(SilenceRequest request) {
		boolean ended = !request.run().planning() && silences.end(request) > 0;
		return changes(ended, silence(request), "in force", "ended");
	}

	/**
	 * The moment at which this attempt began by Temporal's clock, which the run counts
	 * by; a worker's own may be minutes away from it.
	 */
	private static Instant serverTime() {
		return Instant.ofEpochMilli(Activity.getExecutionContext().getInfo().getStartedTimestamp());
	}

	private static String silence(SilenceRequest request) {
		return "silence of " + String.join(", ", request.filters());
	}

	@Override
	public Changes keepPagerWindow(PagerRequest request) {
		boolean made = request.run().planning() || windows.keep(request, serverTime());
		return changes(made, window(request), NONE, "until " + request.until());
	}

	@Override
	public Changes endPagerWindow(PagerRequest request) {
		boolean ended = !request.run().planning() && windows.end(request) > 0;
		return changes(ended, window(request), "in force", "ended");
	}

	private static String window(PagerRequest request) {
		return "PagerDuty maintenance window of " + String.join(", ", request.services().services());
	}

	private static Changes changes(boolean made, String what, String before, String after) {
		return new Changes(made ? List.of(new Change(what, before, after)) : List.of());
	}

}
