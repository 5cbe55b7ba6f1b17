package trials;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * A store that a trial protects, in a system of its own.
 *
 * @param name name of the store; the system is called {@code restore-} and that
 * @param store its lines under {@code stores} of the profile; empty where it has none
 * @param kept its lines under {@code recovery.stores}
 * @param spoil what happens to it after its backup
 * @param state what it holds now, as text
 */
record Protected(String name, List<String> store, List<String> kept, Spoiling spoil, Callable<String> state) {

	/** Does harm. */
	interface Spoiling {

		void spoil() throws Exception;

	}

	String system() {
		return "restore-" + name;
	}

	String now() {
		try {
			return state.call();
		}
		catch (Exception unreadable) {
			return "cannot be read: " + unreadable.getMessage();
		}
	}

	void harm() {
		try {
			spoil.spoil();
		}
		catch (Exception failed) {
			throw new IllegalStateException(name + " could not be spoilt", failed);
		}
	}

}
