package workflows.steps;

import java.util.function.Supplier;

/**
 * What a run answers about its progress: that it reads its input at first, then what
 * stands on its board.
 */
final class Page implements Progress {

	private Supplier<String> text;

	Page(String first) {
		this.text = () -> "### " + first + "\n\n";
	}

	void show(Board board) {
		text = board::text;
	}

	@Override
	public String progress() {
		return text.get();
	}

}
