package stores;

import java.io.IOException;
import java.io.OutputStream;

/** Takes the parts of a backup as an engine makes them. */
public interface Sink {

	/**
	 * Writes one part. It is at the destination under its name, whole and on the disk,
	 * when this returns; if the content fails, nothing of it is.
	 * @param ending the end of its name: {@code .dump}
	 */
	void write(String ending, Content content);

	/** What a part holds. */
	@FunctionalInterface
	interface Content {

		/** Writes it; the stream is closed by the caller. */
		void write(OutputStream out) throws IOException;

	}

}
