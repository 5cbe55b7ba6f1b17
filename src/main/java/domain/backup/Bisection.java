package domain.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the newest backup from before data became bad. Once bad, data is taken to
 * stay bad: what is older than a good one is good too. What cannot be restored says
 * nothing and is left out.
 */
public final class Bisection {

	private final List<Backup> oldestFirst;

	private final List<Candidate> refused = new ArrayList<>();

	private int good = -1;

	private int bad;

	/** Among these, in any order; what is in use now is known to be bad. */
	public Bisection(List<Backup> backups) {
		oldestFirst = new ArrayList<>(backups.stream().sorted(Comparator.comparing(Backup::recoveryPoint)).toList());
		bad = oldestFirst.size();
	}

	/** The one to look at; empty when it is known. */
	public Optional<Backup> next() {
		return bad - good > 1 ? Optional.of(oldestFirst.get(middle())) : Optional.empty();
	}

	private int middle() {
		return good + (bad - good) / 2;
	}

	/** The one looked at is good. */
	public void isGood() {
		good = middle();
	}

	/** It is bad. */
	public void isBad(String why) {
		bad = middle();
		refused.add(new Candidate(oldestFirst.get(bad), why));
	}

	/** It cannot be looked at. */
	public void isUnusable(String why) {
		refused.add(new Candidate(oldestFirst.remove(middle()), why));
		bad--;
	}

	/** The newest good one, what speaks against others, and the older ones. */
	public Choice choice() {
		List<String> older = good < 0 ? List.of()
				: oldestFirst.subList(0, good).reversed().stream().map(Backup::id).toList();
		return new Choice(good < 0 ? null : oldestFirst.get(good), refused, older);
	}

	/** Ids of those that come after it. */
	public List<String> later() {
		return oldestFirst.subList(good + 1, oldestFirst.size()).stream().map(Backup::id).toList();
	}

	/** How many restores it takes at most. */
	public int longest() {
		return Integer.SIZE - Integer.numberOfLeadingZeros(oldestFirst.size());
	}

}
