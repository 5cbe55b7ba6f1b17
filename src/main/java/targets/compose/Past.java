package targets.compose;

import domain.release.Live;
import java.util.List;

/** The versions before one, as a working copy remembers them. */
final class Past {

	private static final int SHOWN = 5;

	/** How far back in what was checked out: each is asked about by itself. */
	private static final int ASKED = 30;

	private final Checkout checkout;

	Past(Checkout checkout) {
		this.checkout = checkout;
	}

	/**
	 * Those that were checked out here before it and that it is built on, the newest
	 * first; the commit before it when there are none; nothing before the first commit.
	 */
	List<Live> before(Live current) {
		List<String> were = this.checkout.checkedOut()
			.stream()
			.distinct()
			.filter((commit) -> !commit.equals(current.id()))
			.limit(ASKED)
			.filter((commit) -> this.checkout.builtOn(current.id(), commit))
			.limit(SHOWN)
			.toList();
		List<String> before = were.isEmpty() ? this.checkout.line(current.id(), 2).stream().skip(1).toList() : were;
		return before.stream().map(this.checkout::live).toList();
	}

}
