package activities;

import domain.configuration.Copy;
import domain.configuration.EditRequest;
import domain.configuration.Preview;
import domain.release.Changes;
import io.temporal.activity.ActivityInterface;

/** Changes the configuration of components, with a copy of what was before. */
@ActivityInterface
public interface Configurations {

	/** What an edit would change, who depends on it, which copies there are. */
	Preview previewEdit(EditRequest request);

	/** Keeps a copy of the configuration on its target; in plan mode none. */
	Copy keepCopy(EditRequest request);

	/** Makes the edit; in plan mode says what it would change. */
	Changes applyEdit(EditRequest request);

	/** Undoes {@link #applyEdit}: the run's own copy is put back. */
	Changes putBackCopy(EditRequest request);

}
