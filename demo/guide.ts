export const tryFirst = '/touchpoint coffee with Dana Lee, promised the slides by Friday';
