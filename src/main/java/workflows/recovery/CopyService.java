package workflows.recovery;

import domain.profile.ProtectedStore;
import workflows.steps.Words;

/** Whether a drill's copy is something that can serve an application. */
final class CopyService {

	private CopyService() {
	}

	/** Whether there is a moment from which on it answers. */
	static boolean answers(ProtectedStore.Engine engine) {
		return switch (engine) {
			case POSTGRESQL, POSTGRESQL_PHYSICAL, MONGODB -> true;
			case REDIS, KAFKA, VELERO, FILES, SCRIPT, CONFIGURATION -> false;
		};
	}

	/** Why there is none. */
	static String whyNot(Words words, ProtectedStore.Engine engine) {
		return switch (engine) {
			case POSTGRESQL, POSTGRESQL_PHYSICAL, MONGODB ->
				words.say("not measured: this run asked nothing", "não medido: esta execução não perguntou nada");
			case REDIS -> words.say("none: the copy is a dump that was read, no server is started on it",
					"não há: a cópia é um dump que foi lido, nenhum servidor é iniciado nele");
			case KAFKA -> words.say("none: the brokers in use keep the copy's groups, nothing comes up for it",
					"não há: os brokers em uso guardam os grupos da cópia, nada sobe para ela");
			case VELERO ->
				words.say("none: nothing is started in the copy's namespace, where it would act on the world",
						"não há: nada é iniciado no namespace da cópia, onde agiria sobre o mundo");
			case FILES -> words.say("none: the copy is a folder, which serves whoever reads it once it is verified",
					"não há: a cópia é uma pasta, que serve a quem a lê assim que verificada");
			case SCRIPT ->
				words.say("none: what the system's programs made is only compared, their restore is in place",
						"não há: o que os programas do sistema fizeram só é comparado, a restauração deles é no lugar");
			case CONFIGURATION -> words.say("none: the copy is read by nobody, a service reads its own when it starts",
					"não há: a cópia não é lida por ninguém, um serviço lê a sua ao iniciar");
		};
	}

}
