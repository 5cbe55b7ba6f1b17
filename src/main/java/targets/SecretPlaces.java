package targets;

import domain.profile.TargetProfile;
import domain.secret.SecretRequest;
import java.util.Map;

/**
 * Where consumers read a login. Every method may be called twice; what is read stays in
 * memory.
 */
public interface SecretPlaces {

	/** Whether consumers on such a target are served by this. */
	boolean takes(TargetProfile.Kind kind);

	/** What is there now, by key. */
	Map<String, String> read(SecretRequest request);

	/** Keeps what is there, encrypted, under the run's own name, unless it is kept. */
	void keepCopy(SecretRequest request);

	/** The login is there; other keys stay as they are. */
	void write(SecretRequest request, String user, char[] value);

	/** What was kept is there again; returns whether anything was. */
	boolean putBack(SecretRequest request);

	/** Removes what was kept; returns whether anything was. */
	boolean dropCopy(SecretRequest request);

}
