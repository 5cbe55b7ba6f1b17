package trials;

import activities.Diagnoses;
import activities.Silences;
import domain.diagnosis.Archive;
import domain.diagnosis.ArchiveRequest;
import domain.diagnosis.QueryAnswer;
import domain.diagnosis.QueryRequest;
import domain.release.Artifact;
import domain.release.Changes;
import domain.run.Change;
import domain.window.PagerRequest;
import domain.window.SilenceRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Alertmanager and PagerDuty in memory, and the answers to named queries. */
final class Hush implements Silences, Diagnoses {

	/** What happened, in order; renewals leave nothing. */
	final List<String> effects = new CopyOnWriteArrayList<>();

	/** Every end that the silence was given. */
	final List<Instant> ends = new CopyOnWriteArrayList<>();

	final List<Instant> pagerEnds = new CopyOnWriteArrayList<>();

	volatile boolean silenced;

	volatile boolean paged = true;

	/** Whether Alertmanager refuses everything. */
	volatile boolean refuses;

	/** Whether PagerDuty is not set up. */
	volatile boolean noPager;

	/** Rows that any query has. */
	volatile int rows = 3;

	String state() {
		return "silenced " + silenced + ", paged " + paged;
	}

	@Override
	public synchronized Changes keepSilence(SilenceRequest request) {
		if (refuses) {
			throw new domain.failure.PermanentFailure(domain.failure.FailureKind.PROFILE, "no such filter");
		}
		if (silenced || request.run().planning()) {
			ends.add(request.until());
			return changes("silence", request.run().planning());
		}
		silenced = true;
		ends.add(request.until());
		effects.add("silence");
		return changes("silence", true);
	}

	@Override
	public synchronized Changes endSilence(SilenceRequest request) {
		if (silenced) {
			silenced = false;
			effects.add("silence ended");
		}
		return changes("silence", false);
	}

	@Override
	public synchronized Changes keepPagerWindow(PagerRequest request) {
		if (noPager) {
			throw new domain.failure.PermanentFailure(domain.failure.FailureKind.PROFILE, "PagerDuty is not set up");
		}
		if (!request.run().planning()) {
			pagerEnds.add(request.until());
			if (paged) {
				paged = false;
				effects.add("pager quiet");
			}
		}
		return changes("pager", true);
	}

	@Override
	public synchronized Changes endPagerWindow(PagerRequest request) {
		if (!paged) {
			paged = true;
			effects.add("pager speaks");
		}
		return changes("pager", false);
	}

	private static Changes changes(String what, boolean made) {
		return new Changes(made ? List.of(new Change(what, "none", "there")) : List.of());
	}

	@Override
	public Archive collectArchive(ArchiveRequest request) {
		throw new IllegalStateException("nobody collects an archive here");
	}

	@Override
	public QueryAnswer askQuery(QueryRequest request) {
		return new QueryAnswer(new Artifact("file:rows", rows, "00", "rows"), rows, false, "");
	}

}
