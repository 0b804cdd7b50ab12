/** Some rows of an invented register, as a coordinator has pasted them: two that hold good, and one that has to be mended. */
export const pastedRegister = {
  sheets: [
    {
      name: 'reviews',
      content: [
        [
          '2015-0011',
          '730777-2566',
          'Villads Prøveløs',
          'København',
          'BIF',
          'Ydelse og forbrug',
          '12-05-2015',
          'Opfølgning',
          '',
        ],
        [
          '2015-0012',
          '880683-2016',
          'Asta Eksempelby',
          'København',
          'SKAT',
          'Udeklareret arbejde',
          '12-05-2015',
          'Ingen opfølgning',
          '',
        ],
        [
          '2015-0013',
          '610775-1750',
          'Storm Opdigtet',
          'København',
          'SOF',
          'Ophold i udlandet',
          '31-06-2015',
          'Opfølgning',
          '',
        ],
      ]
        .map((cells) => cells.join('\t'))
        .join('\n'),
    },
  ],
};
