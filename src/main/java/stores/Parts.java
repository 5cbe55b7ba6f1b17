package stores;

import java.io.IOException;
import java.io.InputStream;

/** Hands out the parts of a backup as they were when they were taken. */
public interface Parts {

	/**
	 * Opens one part from its beginning, decrypted. The caller closes it.
	 * @param ending the end of its name: {@code .dump}
	 */
	InputStream open(String ending) throws IOException;

}
