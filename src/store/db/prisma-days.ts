import { type Day, dayAt } from '../../domain/days/day.ts';

/** Days as Prisma reads and writes them: midnight UTC. Everywhere else, and in SQL, they are text. */
export const toPrismaDay = (day: Day): Date => new Date(day);
export const fromPrismaDay = (date: Date): Day => dayAt(date);
