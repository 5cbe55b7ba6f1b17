package stores;

import domain.backup.Backup;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Hands out the parts of a backup as they were when they were taken. */
public interface Parts {

	/**
	 * Opens one part from its beginning, decrypted. The caller closes it.
	 * @param ending the end of its name: {@code .dump}
	 */
	InputStream open(String ending) throws IOException;

	/** The usable backups of the same store, this one among them. */
	default List<Backup> kept() {
		return List.of();
	}

	/** The parts of another backup of the same store. */
	default Parts of(Backup other) {
		throw new UnsupportedOperationException("the parts of " + other.id() + " are not at hand");
	}

}
