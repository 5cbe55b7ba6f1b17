package ledger;

import domain.backup.Holding;
import java.util.List;
import java.util.Optional;

/** What the catalogue of backups comes to. */
public interface Inventory {

	/** Every kind of backup of every store; empty when the ledger is away. */
	Optional<List<Holding>> holdings();

}
