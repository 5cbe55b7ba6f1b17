package activities;

import domain.check.Measurement;
import domain.gate.DecisionRecord;
import domain.run.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ledger.Evidence;

/** Keeps in memory what channels took. */
class KeptEvidence implements Evidence {

	private final List<String> taken = new CopyOnWriteArrayList<>();

	private volatile boolean forgetful;

	/** From now on it answers as a ledger that cannot be asked. */
	void forgetful() {
		forgetful = true;
	}

	List<String> taken() {
		return taken;
	}

	@Override
	public void measured(Run run, String stage, List<Measurement> measurements) {
		throw new UnsupportedOperationException("messages measure nothing");
	}

	@Override
	public void decided(Run run, DecisionRecord decision) {
		throw new UnsupportedOperationException("messages decide nothing");
	}

	@Override
	public void messageTaken(Run run, String key, String channel) {
		taken.add(channel);
	}

	@Override
	public boolean messageSent(Run run, String key, String channel) {
		return !forgetful && taken.contains(channel);
	}

}
