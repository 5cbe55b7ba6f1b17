package stores;

import domain.people.Said;
import java.io.IOException;

/** That something is not what a store's own program has written, and why. */
public final class BadContent extends IOException {

	private static final long serialVersionUID = 1L;

	private final Said said;

	public BadContent(Said said) {
		super(said.english());
		this.said = said;
	}

	public Said said() {
		return said;
	}

	/** The words of whatever kept content from being read. */
	public static Said said(IOException bad) {
		return bad instanceof BadContent content ? content.said : Said.quoted(bad.getMessage());
	}

}
