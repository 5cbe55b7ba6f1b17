package stores;

import domain.backup.Backup;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import domain.people.Said;
import java.io.IOException;
import java.util.Collection;

/** What speaks against a backup, as several engines find it. */
public final class Unusable {

	private Unusable() {
	}

	/** That a backup cannot be used, and why. */
	public static PermanentFailure because(Backup backup, Said what) {
		return because(backup.location(), what);
	}

	/** The same, its reason filled as by {@link Said#of}. */
	public static PermanentFailure because(Backup backup, String english, String portuguese, Object... values) {
		return because(backup, Said.of(english, portuguese, values));
	}

	/** The same of one that is known by a name. */
	public static PermanentFailure because(String name, Said what) {
		return new PermanentFailure(FailureKind.NOT_VERIFIED, Said.of("backup %s is not usable: %s. Take another one.",
				"o backup %s não serve: %s. Use outro.", name, what));
	}

	/** That a backup could not be read now, which says nothing about it. */
	public static TransientFailure unread(Backup backup, IOException unreadable) {
		return new TransientFailure(Said.of("backup %s cannot be read: %s", "o backup %s não pode ser lido: %s",
				backup.location(), unreadable), unreadable);
	}

	/** That a part of a backup did not come to where it is restored. */
	public static TransientFailure notArrived(Backup backup, IOException cut) {
		return new TransientFailure(
				Said.of("backup %s did not arrive: %s", "o backup %s não chegou: %s", backup.id(), cut), cut);
	}

	/** Names that must be in it. */
	public static Said lacking(Collection<String> missing) {
		return Said.of("it does not hold %s", "não contém %s", String.join(", ", missing));
	}

	/** A name that every backup of a store must hold. */
	public static Said lackingExpected(String missing, String store) {
		return Said.of("it does not hold %s, which every backup of %s must hold (the profile's 'expects')",
				"não contém %s, que todo backup de %s deve conter ('expects' do perfil)", missing, store);
	}

	/** Content that is not what it was. */
	public static Said altered(Object name, String now, String then) {
		return Said.of("the SHA-256 of %s is %s and was %s when it was taken",
				"o SHA-256 de %s é %s e era %s quando foi feito", name, now, then);
	}

	/** An archive that cannot be read. */
	public static Said unreadableArchive(IOException damaged) {
		return Said.of("its archive cannot be read: %s", "o seu arquivo não pode ser lido: %s", damaged.getMessage());
	}

	/** Nothing is in it. */
	public static Said empty() {
		return Said.of("it is empty", "está vazio");
	}

}
