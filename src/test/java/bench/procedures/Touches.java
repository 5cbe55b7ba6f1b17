package bench.procedures;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** A step that does nothing but say when it was begun. */
@ActivityInterface
public interface Touches {

	/** Keeps the moment under the key. */
	@ActivityMethod
	void touch(String key);

}
